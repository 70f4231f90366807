import { useId, useState, type ReactNode } from 'react';
import type { Action } from './api.ts';
import { useScreen } from './context.ts';
import type { Element, Option } from './element-model.ts';

export interface SuggestedField {
  readonly change: (option: Option | undefined) => void;
  /** The ids of its label, and of its hint and error. */
  readonly labelledBy: string;
  readonly describedBy: string;
}

/** A menu whose options the app suggests while one types. */
export function Suggestions({
  element,
  blockId,
  container,
  field,
}: {
  readonly element: Element;
  readonly blockId: string;
  readonly container: Extract<Action, { kind: 'suggest' }>['container'];
  /** In a form, which keeps what was chosen until it is sent; elsewhere it acts at once. */
  readonly field?: SuggestedField;
}): ReactNode {
  const { act } = useScreen();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [options, setOptions] = useState<readonly Option[]>([]);
  const where = { container, blockId, actionId: element.action_id ?? '' };
  const suggest = async (query: string): Promise<void> => {
    setTyped(query);
    field?.change(undefined);
    if (query.trim().length < (element.min_query_length ?? 3)) {
      setOptions([]);
      return;
    }
    const acted = await act({ kind: 'suggest', ...where, query });
    setOptions((acted.options ?? []) as readonly Option[]);
  };
  const choose = (option: Option): void => {
    setOptions([]);
    if (field !== undefined) {
      setTyped(option.text.text);
      field.change(option);
      return;
    }
    setTyped('');
    void act({ kind: 'choose', ...where, choice: option as never });
  };
  return (
    <div className="suggestions">
      <input
        type="text"
        aria-label={field ? undefined : (element.placeholder?.text ?? 'Find')}
        aria-labelledby={field?.labelledBy}
        aria-describedby={field?.describedBy}
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
