import { useId, useState, type ReactNode } from 'react';
import type { Action } from './api.ts';
import { useScreen } from './context.ts';
import { groupsOf, initialValue, type Element, type Option, type Value } from './element-model.ts';
import { Link } from './mrkdwn.tsx';
import { Suggestions } from './suggestions.tsx';

export type Container = Extract<Action, { kind: 'press' }>['container'];

/** An element where it acts at once: in a message, or beside a form's inputs. */
export function ActingElement({
  element,
  blockId,
  container,
}: {
  readonly element: Element;
  readonly blockId: string;
  readonly container: Container;
}): ReactNode {
  const { act } = useScreen();
  const [isBusy, setBusy] = useState(false);
  const [value, setValue] = useState(initialValue(element));
  const labelId = useId();
  const actionId = element.action_id ?? '';
  const isConfirmed = (): boolean =>
    element.confirm === undefined ||
    window.confirm(`${element.confirm.title.text}\n\n${element.confirm.text.text}`);
  const run = async (action: Action): Promise<void> => {
    setBusy(true);
    await act(action);
    setBusy(false);
  };

  if (element.type === 'image') return <img src={element.image_url} alt={element.alt_text} />;
  if (element.type === 'button') {
    const press = (): void => {
      if (!isBusy && isConfirmed()) void run({ kind: 'press', container, blockId, actionId });
    };
    const className = `button ${element.style ?? ''}`;
    return element.url === undefined ? (
      <button
        type="button"
        className={className}
        aria-label={element.accessibility_label}
        aria-disabled={isBusy}
        onClick={press}
      >
        {element.text?.text}
      </button>
    ) : (
      <span className={className} onClick={press}>
        <Link url={element.url}>{element.text?.text}</Link>
      </span>
    );
  }
  if (element.type === 'external_select') {
    return <Suggestions element={element} blockId={blockId} container={container} />;
  }
  const label = element.placeholder?.text ?? (element.type === 'overflow' ? 'More' : 'Choose');
  const choose = (choice: Value): void => {
    if (!isConfirmed()) return;
    setValue(element.type === 'overflow' ? undefined : choice);
    const asked = typeof choice === 'object' ? [...choice] : choice;
    void run({ kind: 'choose', container, blockId, actionId, choice: asked });
  };
  return (
    <>
      <span id={labelId} hidden>
        {label}
      </span>
      <Input element={element} field={{ value, change: choose, labelledBy: labelId }} />
    </>
  );
}

/** How an input is held and described. */
export interface Field {
  readonly value: Value | undefined;
  readonly change: (value: Value) => void;
  /** The id of its label. */
  readonly labelledBy: string;
  /** The id of its hint and error. */
  readonly describedBy?: string;
  readonly isInvalid?: boolean;
}

export function Input({
  element,
  field,
}: {
  readonly element: Element;
  readonly field: Field;
}): ReactNode {
  switch (element.type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextInput element={element} field={field} />;
    case 'datepicker':
      return <NativeInput type="date" field={field} />;
    case 'timepicker':
      return <NativeInput type="time" field={field} />;
    case 'static_select':
    case 'users_select':
    case 'channels_select':
    case 'conversations_select':
    case 'overflow':
      return <Select element={element} field={field} />;
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_users_select':
    case 'multi_channels_select':
    case 'multi_conversations_select':
      return <Choices element={element} field={field} isMany />;
    case 'radio_buttons':
      return <Choices element={element} field={field} isMany={false} />;
    default:
      return <p className="undrawn">This page doesn’t draw a {element.type}.</p>;
  }
}

function described({ labelledBy, describedBy, isInvalid }: Field) {
  return {
    'aria-labelledby': labelledBy,
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid === true ? true : undefined,
  };
}

function TextInput({
  element,
  field,
}: {
  readonly element: Element;
  readonly field: Field;
}): ReactNode {
  const shared = {
    ...described(field),
    value: String(field.value ?? ''),
    placeholder: element.placeholder?.text,
    maxLength: element.max_length,
  };
  return element.multiline === true ? (
    <textarea
      {...shared}
      rows={4}
      onChange={(event) => {
        field.change(event.target.value);
      }}
    />
  ) : (
    <input
      {...shared}
      type="text"
      inputMode={element.type === 'number_input' ? 'decimal' : undefined}
      onChange={(event) => {
        field.change(event.target.value);
      }}
    />
  );
}

function NativeInput({
  type,
  field,
}: {
  readonly type: 'date' | 'time';
  readonly field: Field;
}): ReactNode {
  return (
    <input
      {...described(field)}
      type={type}
      value={String(field.value ?? '')}
      onChange={(event) => {
        field.change(event.target.value);
      }}
    />
  );
}

function Select({
  element,
  field,
}: {
  readonly element: Element;
  readonly field: Field;
}): ReactNode {
  const { view } = useScreen();
  const empty = element.type === 'overflow' ? '···' : (element.placeholder?.text ?? 'Choose ...');
  return (
    <select
      {...described(field)}
      className={element.type}
      value={String(field.value ?? '')}
      onChange={(event) => {
        if (event.target.value !== '') field.change(event.target.value);
      }}
    >
      <option value="">{empty}</option>
      {groupsOf(element, view).map(({ label, options }, i) => {
        const items = options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text.text}
          </option>
        ));
        return label === undefined ? (
          items
        ) : (
          <optgroup key={i} label={label}>
            {items}
          </optgroup>
        );
      })}
    </select>
  );
}

function Choices({
  element,
  field,
  isMany,
}: {
  readonly element: Element;
  readonly field: Field;
  readonly isMany: boolean;
}): ReactNode {
  const { view } = useScreen();
  const name = useId();
  const chosen = typeof field.value === 'object' ? field.value : [String(field.value ?? '')];
  const change = ({ value }: Option, isChecked: boolean): void => {
    const others = chosen.filter((one) => one !== value && one !== '');
    if (isMany) field.change(isChecked ? [...others, value] : others);
    else field.change(value);
  };
  const isLong = element.type.startsWith('multi_');
  return (
    <div
      role={isMany ? 'group' : 'radiogroup'}
      className={isLong ? 'choices long' : 'choices'}
      {...described(field)}
    >
      {groupsOf(element, view)
        .flatMap(({ options }) => options)
        .map((option) => (
          <label key={option.value}>
            <input
              type={isMany ? 'checkbox' : 'radio'}
              name={name}
              checked={chosen.includes(option.value)}
              onChange={(event) => {
                change(option, event.target.checked);
              }}
            />
            <span>
              {option.text.text}
              {option.description && <small>{option.description.text}</small>}
            </span>
          </label>
        ))}
    </div>
  );
}
