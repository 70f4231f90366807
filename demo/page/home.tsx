import { useEffect, useState, type ReactNode } from 'react';
import type { Block } from './api.ts';
import { BlockView, type TextObject } from './block.tsx';
import { useScreen } from './context.ts';
import { Input } from './element.tsx';
import type { Element } from './element-model.ts';

/** What the app shows of itself, made anew each time one comes here. */
export function Home(): ReactNode {
  const { view, act } = useScreen();
  useEffect(() => {
    void act({ kind: 'openHome', tab: 'home' });
    // When one comes, and when one becomes somebody else; not at every change.
  }, [view.me]);
  return (
    <section className="conversation" aria-label="Home of Guidepost">
      <header>
        <h1>Home</h1>
        <p>What Guidepost shows you alone</p>
      </header>
      <h2 className="sr-only">What is on the Home tab</h2>
      <div className="home" tabIndex={0} role="group" aria-label="Home tab">
        <div>
          {view.home?.blocks.map((block, i) =>
            block.type === 'input' ? (
              <Ask key={block.block_id ?? i} block={block} home={view.home?.id ?? ''} />
            ) : (
              <BlockView key={i} block={block} container={{ view: view.home?.id ?? '' }} />
            ),
          )}
        </div>
      </div>
    </section>
  );
}

/** An input that acts at once, when Enter is pressed in it. */
function Ask({ block, home }: { readonly block: Block; readonly home: string }): ReactNode {
  const { act } = useScreen();
  const [value, setValue] = useState('');
  const { label, hint, element } = block as Block & {
    readonly label: TextObject;
    readonly hint?: TextObject;
    readonly element: Element;
  };
  const id = `home-${block.block_id ?? ''}`;
  return (
    <form
      className="input-block"
      onSubmit={(event) => {
        event.preventDefault();
        const actionId = element.action_id ?? '';
        const where = { container: { view: home }, blockId: block.block_id ?? '', actionId };
        if (value.trim() !== '') void act({ kind: 'choose', ...where, choice: value });
      }}
    >
      <span className="label" id={id}>
        {label.text}
      </span>
      <Input
        element={element}
        field={{
          value,
          change: (typed) => {
            setValue(String(typed));
          },
          labelledBy: id,
          describedBy: `${id}-hint`,
        }}
      />
      <p className="hint" id={`${id}-hint`}>
        {hint?.text}
      </p>
    </form>
  );
}
