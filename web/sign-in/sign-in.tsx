/** Signing in: name and password, or one click on a demo person. */
import { IconEye, IconEyeOff, IconUsers } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { type City, Problem, readDemoAccounts, signIn } from '../api.ts';
import type { Lang } from '../map/props.ts';
import { Logo } from '../parts/grade-symbol.tsx';
import { useRemote } from '../parts/remote.ts';
import { useLanguage } from '../parts/texts.tsx';
import './sign-in.css';

export default function SignIn({
  city,
  onLang,
  onDone,
  onLeave,
}: {
  city: City | null;
  onLang: (lang: Lang) => void;
  onDone: () => void;
  onLeave: () => void;
}) {
  const { lang, t, f, of } = useLanguage();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [visible, setVisible] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const demo = useRemote('demo accounts', readDemoAccounts);
  const accounts = demo.data?.accounts ?? [];
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const enter = async (name: string, secret: string) => {
    setBusy(true);
    setProblem(null);
    try {
      await signIn(name, secret);
      onDone();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      setBusy(false);
    }
  };

  return (
    <main className="sign-in" aria-label={t.signIn}>
      <div className="sign-in-top">
        <Logo sizePx={40} />
        <button
          type="button"
          className="button quiet"
          lang={lang === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => onLang(lang === 'zh' ? 'en' : 'zh')}
        >
          {t.otherLanguage}
        </button>
      </div>
      <h1>{t.product}</h1>
      <p className="sign-in-city">{city && t.tagline(of(city.name))}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void enter(username, password);
        }}
      >
        <label htmlFor="username">{t.username}</label>
        <input
          id="username"
          ref={first}
          className="input"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={100}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
        <div className="sign-in-label">
          <label htmlFor="password">{t.password}</label>
          <span className="caption muted">{t.forgot}</span>
        </div>
        <div className="sign-in-password">
          <input
            id="password"
            className="input"
            type={visible ? 'text' : 'password'}
            autoComplete="current-password"
            required
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <button
            type="button"
            className="button quiet icon"
            aria-label={visible ? t.hidePassword : t.showPassword}
            aria-pressed={visible}
            onClick={() => setVisible(!visible)}
          >
            {visible ? <IconEyeOff size={18} stroke={1.75} /> : <IconEye size={18} stroke={1.75} />}
          </button>
        </div>
        {problem && (
          <p className="sign-in-problem" role="alert">
            {problem.status === 0 ? t.noServer : problem.message}
            {problem.retryAfterS !== null && ` ${t.retryIn(f.count(problem.retryAfterS))}`}
          </p>
        )}
        <button type="submit" className="button accent" disabled={busy}>
          {busy ? t.signingIn : t.signIn}
        </button>
        <button type="button" className="button link" onClick={onLeave}>
          <IconUsers size={17} stroke={1.75} aria-hidden="true" />
          {t.asVisitor}
        </button>
      </form>
      {accounts.length > 0 && (
        <section className="sign-in-demo" aria-label={t.simulated}>
          <p>
            <span className="simulated">{t.simulated}</span>{' '}
            <span className="caption muted">{t.demoAccounts(accounts[0]?.password ?? '')}</span>
          </p>
          <div>
            {accounts.map((account) => (
              <button
                key={account.username}
                type="button"
                className="button"
                disabled={busy}
                title={of(account.about)}
                onClick={() => {
                  setUsername(account.username);
                  setPassword(account.password);
                  void enter(account.username, account.password);
                }}
              >
                <b>{account.username}</b>
                <span className="caption muted">{of(account.about)}</span>
              </button>
            ))}
          </div>
        </section>
      )}
      <p className="sign-in-note caption faint">{t.signInNote}</p>
    </main>
  );
}
