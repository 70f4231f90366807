import { useEffect, type ReactNode } from 'react';
import { Blocks } from './block.tsx';
import { useScreen } from './context.ts';

/** The app's own tab, as it has published it for this person. */
export function Home(): ReactNode {
  const { view, act } = useScreen();
  useEffect(() => {
    void act({ kind: 'openHome' });
    // Opened anew for each person, not at each change.
  }, [view.me]);
  return (
    <section className="conversation" aria-label="Guidepost: Home">
      <header>
        <h1>Guidepost</h1>
        <p>Home</p>
      </header>
      <div className="home" tabIndex={0}>
        {view.home?.id === undefined ? (
          <p>The app shows nothing here yet.</p>
        ) : (
          <Blocks blocks={view.home.blocks} container={{ view: view.home.id }} />
        )}
      </div>
    </section>
  );
}
