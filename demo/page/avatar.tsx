import type { ReactNode } from 'react';
import { useScreen } from './context.ts';
import { initials, personName } from './names.ts';

const colours = 6;

export function Avatar({ id }: { readonly id: string }): ReactNode {
  const { view } = useScreen();
  const name = personName(view, id);
  const place = view.people.findIndex((person) => person.id === id);
  const kind = id === view.bot ? 'bot' : `colour-${((place % colours) + colours) % colours}`;
  return (
    <span className={`avatar ${kind}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
