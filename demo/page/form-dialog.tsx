import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { Block, FormView } from './api.ts';
import { BlockView, type TextObject } from './block.tsx';
import { useScreen } from './context.ts';
import { Input } from './element.tsx';
import { initialValue, type Element, type Option, type Value } from './element-model.ts';
import { Suggestions } from './suggestions.tsx';

interface InputBlock extends Block {
  readonly block_id: string;
  readonly label: TextObject;
  readonly hint?: TextObject;
  readonly optional?: boolean;
  readonly element: Element;
}

/** A modal: filled in, submitted, and kept open with what was wrong under each input. */
export function FormDialog({ form }: { readonly form: FormView }): ReactNode {
  const { act } = useScreen();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [values, setValues] = useState<Readonly<Record<string, Value>>>({});
  const [suggested, setSuggested] = useState<Readonly<Record<string, Option | undefined>>>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [notice, setNotice] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    // Not the close button, which comes first.
    focusFirst(opened);
    // While it is still on the page: the focus then goes back to where it was.
    return () => opened?.close();
  }, []);
  useEffect(() => {
    // The app may have put something else in place of what had the focus.
    if (dialog.current?.contains(document.activeElement) === false) focusFirst(dialog.current);
  });

  useEffect(() => {
    const wrong = 'input[aria-invalid], select[aria-invalid], textarea[aria-invalid]';
    dialog.current?.querySelector<HTMLElement>(`${wrong}, [aria-invalid] input`)?.focus();
  }, [errors]);

  const submit = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    const choices = { ...values, ...suggested } as never;
    const { errors = {}, notice } = await act({ kind: 'submit', view: form.id, choices });
    setErrors(errors);
    setNotice(notice);
    setBusy(false);
  };
  const close = (): void => {
    void act({ kind: 'close', view: form.id });
  };

  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <header>
          <h2 id={titleId}>{form.title}</h2>
          <button type="button" className="icon" aria-label="Close" onClick={close}>
            ×
          </button>
        </header>
        <div className="fields">
          {form.blocks.map((block, i) =>
            block.type === 'input' ? (
              <InputField
                key={block.block_id ?? i}
                block={block as InputBlock}
                view={form.id}
                values={values}
                error={errors[block.block_id ?? '']}
                change={(id, value) => {
                  setValues((current) => ({ ...current, [id]: value }));
                }}
                suggest={(id, option) => {
                  setSuggested((current) => ({ ...current, [id]: option }));
                }}
              />
            ) : (
              <BlockView key={i} block={block} container={{ view: form.id }} />
            ),
          )}
        </div>
        <footer>
          <p className="error" role="alert">
            {notice}
          </p>
          <button type="button" className="button" onClick={close}>
            {form.close}
          </button>
          {form.submit !== undefined && (
            <button type="submit" className="button primary" aria-disabled={isBusy}>
              {form.submit}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}

function focusFirst(dialog: HTMLDialogElement | null): void {
  // What stands between the inputs, such as a menu below an article, can be far down.
  const wanted = '.input-block :is(input, select, textarea), footer button';
  dialog?.querySelector<HTMLElement>(wanted)?.focus();
}

function InputField({
  block,
  view,
  values,
  error,
  change,
  suggest,
}: {
  readonly block: InputBlock;
  readonly view: string;
  readonly values: Readonly<Record<string, Value>>;
  readonly error: string | undefined;
  readonly change: (actionId: string, value: Value) => void;
  readonly suggest: (actionId: string, option: Option | undefined) => void;
}): ReactNode {
  const id = useId();
  const { label, hint, optional, element } = block;
  const actionId = element.action_id ?? '';
  const described = { labelledBy: `${id}label`, describedBy: `${id}help` };
  return (
    <div className="input-block">
      <span className="label" id={`${id}label`}>
        {label.text}
        {optional === true && <small> (optional)</small>}
      </span>
      {element.type === 'external_select' ? (
        <Suggestions
          element={element}
          blockId={block.block_id}
          container={{ view }}
          field={{
            ...described,
            change: (option) => {
              suggest(actionId, option);
            },
          }}
        />
      ) : (
        <Input
          element={element}
          field={{
            ...described,
            value: values[actionId] ?? initialValue(element),
            change: (value) => {
              change(actionId, value);
            },
            isInvalid: error !== undefined,
          }}
        />
      )}
      <div id={`${id}help`} aria-live="polite">
        {error !== undefined && <p className="error">{error}</p>}
        {hint && <p className="hint">{hint.text}</p>}
      </div>
    </div>
  );
}
