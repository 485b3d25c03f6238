/** @jsxImportSource react */
import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN.js';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Catalogue } from '../catalogue-wire.ts';
import { carry, LOGGED_OUT } from './call.ts';
import { useLoaded } from './loaded.ts';
import { LoginPage } from './login-page.tsx';
import { NamesContext, namesOf } from './names.ts';
import { SessionContext, type Standing, standing } from './session.ts';
import { Shell } from './shell.tsx';
import { THEME } from './theme.ts';
import { Trouble } from './trouble.tsx';
import { WORDS } from './words.ts';

interface Props {
  /** what the library's style sheets need to be allowed */
  readonly nonce: string;
  /** one can log in at another place, too */
  readonly elsewhere: boolean;
}

/** The whole console. */
export function App({ nonce, elsewhere }: Props) {
  return (
    <ConfigProvider locale={zhCN.default} theme={THEME} csp={{ nonce }} button={{ autoInsertSpace: false }}>
      <Gate elsewhere={elsewhere} />
    </ConfigProvider>
  );
}

function Gate({ elsewhere }: Pick<Props, 'elsewhere'>) {
  const [now, setNow] = useState<Standing>({ type: 'asking' });
  const ask = useCallback(() => void standing().then(setNow), []);
  useEffect(() => {
    ask();
    const out = () => {
      carry('');
      ask();
    };
    window.addEventListener(LOGGED_OUT, out);
    return () => window.removeEventListener(LOGGED_OUT, out);
  }, [ask]);
  switch (now.type) {
    case 'asking':
      return <p className="waiting">{WORDS.loading}</p>;
    case 'trouble':
      return <Trouble of={{ ok: false, status: now.status, code: '', told: null }} retry={ask} />;
    case 'out':
      return <LoginPage open={now.open} elsewhere={elsewhere} enter={setNow} />;
    case 'guest':
    case 'in':
      return (
        <SessionContext value={now.type === 'in' ? now.session : null}>
          <Inside leave={ask} />
        </SessionContext>
      );
  }
}

function Inside({ leave }: { readonly leave: () => void }) {
  const { value, trouble, reload } = useLoaded<Catalogue>('/api/v1/catalogue');
  const names = useMemo(() => (value === null ? null : namesOf(value)), [value]);
  if (trouble !== null) return <Trouble of={trouble} retry={reload} />;
  if (names === null) return <p className="waiting">{WORDS.loading}</p>;
  return (
    <NamesContext value={names}>
      <Shell leave={leave} />
    </NamesContext>
  );
}
