/** @jsxImportSource react */
import { Button } from 'antd';
import { type ComponentType, lazy, Suspense } from 'react';
import { useAddress } from './address.ts';
import { QueuePage } from './queue-page.tsx';
import { logOut, type Session, useSession } from './session.ts';
import { LOGIN, WORDS } from './words.ts';

type PageName = keyof typeof WORDS.pages;

const TriagePage = lazy(() => import('./triage-page.tsx').then((one) => ({ default: one.TriagePage })));
const KnowledgePage = lazy(() =>
  import('./knowledge-page.tsx').then((one) => ({ default: one.KnowledgePage })),
);
const CasePage = lazy(() => import('./case-page.tsx').then((one) => ({ default: one.CasePage })));
const DashboardPage = lazy(() =>
  import('./dashboard-page.tsx').then((one) => ({ default: one.DashboardPage })),
);
const UsersPage = lazy(() => import('./users-page.tsx').then((one) => ({ default: one.UsersPage })));
const AuditPage = lazy(() => import('./audit-page.tsx').then((one) => ({ default: one.AuditPage })));
const SettingsPage = lazy(() => import('./settings-page.tsx').then((one) => ({ default: one.SettingsPage })));
const PAGES: Readonly<Record<PageName, ComponentType>> = {
  queue: QueuePage,
  triage: TriagePage,
  knowledge: KnowledgePage,
  dashboard: DashboardPage,
  users: UsersPage,
  audit: AuditPage,
  settings: SettingsPage,
};
/** Who may see which page; triage and knowledge are for everybody. */
const FOR: Readonly<Record<PageName, readonly Session['role'][]>> = {
  queue: ['agent', 'lead', 'admin'],
  triage: [],
  knowledge: [],
  dashboard: ['lead', 'admin'],
  users: ['admin'],
  audit: ['admin'],
  settings: ['agent', 'lead', 'author', 'admin'],
};

const ORDER = ['queue', 'triage', 'knowledge', 'dashboard', 'users', 'audit', 'settings'] as const;

/** Head, ways to the pages, and the page that the address names. */
export function Shell({ leave }: { readonly leave: () => void }) {
  const session = useSession();
  const { page } = useAddress();
  const open = pagesFor(session);
  const asked = page === 'case' ? 'queue' : page;
  const here = open.find((name) => name === asked) ?? open[0] ?? 'triage';
  const Page = page === 'case' && here === 'queue' ? CasePage : PAGES[here];
  return (
    <div className="shell">
      <button type="button" className="skip" onClick={toMain}>
        {WORDS.skip}
      </button>
      <header className="top">
        <p className="brand">
          {WORDS.brand} <span>{WORDS.title}</span>
        </p>
        <nav aria-label={WORDS.nav}>
          {open.filter(inBar).map((name) => (
            <a key={name} href={`#/${name}`} aria-current={name === here ? 'page' : undefined}>
              {WORDS.pages[name]}
            </a>
          ))}
        </nav>
        <Who session={session} leave={leave} />
      </header>
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<p className="waiting">{WORDS.loading}</p>}>
          <Page />
        </Suspense>
      </main>
    </div>
  );
}

function toMain(): void {
  document.getElementById('main')?.focus();
}

function Who({ session, leave }: { readonly session: Session | null; readonly leave: () => void }) {
  if (session === null) {
    return (
      <Button ghost onClick={leave}>
        {LOGIN.enter}
      </Button>
    );
  }
  return (
    <div className="who">
      <a className="me" href="#/settings">
        <span>
          {session.name} · {LOGIN.role[session.role]} ·{' '}
        </span>
        {WORDS.pages.settings}
      </a>
      <Button ghost onClick={() => void logOut().then(leave)}>
        {LOGIN.leave}
      </Button>
    </div>
  );
}

/** The way to one's own settings is beside the name. */
function inBar(name: PageName): boolean {
  return name !== 'settings';
}

function pagesFor(session: Session | null): readonly PageName[] {
  return ORDER.filter(
    (name) => FOR[name].length === 0 || (session !== null && FOR[name].includes(session.role)),
  );
}
