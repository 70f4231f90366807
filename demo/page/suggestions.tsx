import { useId, useState, type ReactNode } from 'react';
import type { Action } from './api.ts';
import { useScreen } from './context.ts';
import type { Element, Option } from './element-model.ts';

/** A menu whose options the app suggests while one types. */
export function Suggestions({
  element,
  blockId,
  container,
}: {
  readonly element: Element;
  readonly blockId: string;
  readonly container: Extract<Action, { kind: 'suggest' }>['container'];
}): ReactNode {
  const { act } = useScreen();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [options, setOptions] = useState<readonly Option[]>([]);
  const where = { container, blockId, actionId: element.action_id ?? '' };
  const suggest = async (query: string): Promise<void> => {
    setTyped(query);
    if (query.trim().length < (element.min_query_length ?? 3)) {
      setOptions([]);
      return;
    }
    const acted = await act({ kind: 'suggest', ...where, query });
    setOptions((acted.options ?? []) as readonly Option[]);
  };
  const choose = (option: Option): void => {
    setTyped('');
    setOptions([]);
    void act({ kind: 'choose', ...where, choice: option as never });
  };
  return (
    <div className="suggestions">
      <input
        type="text"
        aria-label={element.placeholder?.text ?? 'Find'}
        aria-controls={id}
        placeholder={element.placeholder?.text}
        value={typed}
        onChange={(event) => {
          void suggest(event.target.value);
        }}
      />
      <ul id={id} aria-label="Suggestions" hidden={options.length === 0}>
        {options.map((option) => (
          <li key={option.value}>
            <button
              type="button"
              onClick={() => {
                choose(option);
              }}
            >
              {option.text.text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
