/** The looks of both pages: one column, large targets, light and dark. */
export const STYLE = `
:root { --ink: #1b1f24; --soft: #59636e; --paper: #f4f6f8; --card: #fff; --line: #d5dbe1; --mine: #0b57d0; --on-mine: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8eaed; --soft: #a8b0b8; --paper: #15181c; --card: #22272d; --line: #3a424b; --mine: #2b6ce0; }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; background: var(--paper); color: var(--ink);
  font: 17px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; }
header { padding: 10px 16px; background: var(--card); border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 18px; }
header p { margin: 0; font-size: 14px; color: var(--soft); }
main { flex: 1; overflow-y: auto; padding: 16px; width: 100%; max-width: 720px; margin: 0 auto; }
.bubble { max-width: 88%; width: fit-content; margin: 0 0 12px; padding: 10px 14px; border-radius: 14px;
  background: var(--card); border: 1px solid var(--line); white-space: pre-line; overflow-wrap: anywhere; }
.merchant { margin-left: auto; background: var(--mine); border-color: var(--mine); color: var(--on-mine); }
.notice { font-size: 15px; color: var(--soft); }
.diagnosis { max-width: 100%; }
.choices, .calls { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 0 14px; }
button, .calls a { min-height: 44px; padding: 8px 16px; border: 1px solid var(--mine); border-radius: 22px; font: inherit;
  background: var(--card); color: var(--ink); text-decoration: none; cursor: pointer; }
button:disabled { opacity: .5; cursor: default; }
button:focus-visible, a:focus-visible, textarea:focus-visible, input:focus-visible { outline: 3px solid var(--mine); outline-offset: 2px; }
footer { background: var(--card); border-top: 1px solid var(--line); padding: 8px 16px calc(8px + env(safe-area-inset-bottom)); }
footer > * { width: 100%; max-width: 688px; margin: 0 auto; }
form { display: flex; gap: 8px; align-items: flex-end; }
textarea, input { flex: 1; min-height: 44px; padding: 9px 14px; border: 1px solid var(--line); border-radius: 14px; font: inherit;
  background: var(--paper); color: var(--ink); resize: none; }
.send { background: var(--mine); color: var(--on-mine); }
.tools { display: flex; flex-wrap: wrap; gap: 8px; padding-top: 8px; }
.tools button { border-color: var(--line); font-size: 15px; }
.small { margin: 6px auto 0; font-size: 13px; color: var(--soft); }
.sheet form { display: block; }
.sheet textarea, .sheet input { width: 100%; margin-bottom: 10px; resize: vertical; }
.sheet textarea { min-height: 160px; }
.sheet section { margin: 14px 0; padding: 10px 14px; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
.sheet h2 { margin: 0 0 4px; font-size: 16px; }
.sheet ul { margin: 0; padding-left: 20px; }
`;
