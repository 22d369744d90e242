"use client";

import { unstable_rethrow } from "next/navigation";
import {
  type FormEvent,
  type RefObject,
  startTransition,
  useActionState,
  useCallback,
  useEffect,
  useRef,
} from "react";
import { type FormAction, type FormState, UNREACHED } from "./form-state.ts";

export interface FormHandle {
  state: FormState | null;
  isPending: boolean;
  form: RefObject<HTMLFormElement | null>;
  formProps: {
    ref: RefObject<HTMLFormElement | null>;
    action: (form: FormData) => void;
    onSubmit: (event: FormEvent<HTMLFormElement>) => void;
    noValidate: true;
  };
}

/**
 * Submits to a server action and keeps what was typed when it is refused (React would empty the form), or when there is no way
 * to the server (an error would take the whole page's place).
 */
export function useForm(action: FormAction, onDone?: (state: FormState) => void): FormHandle {
  const reach = useCallback<FormAction>(
    async (previous, data) => {
      try {
        return await action(previous, data);
      } catch (error) {
        // Where the action leads elsewhere.
        unstable_rethrow(error);
        return { error: UNREACHED };
      }
    },
    [action],
  );
  const [state, submit, isPending] = useActionState(reach, null);
  const form = useRef<HTMLFormElement>(null);
  const told = useRef(onDone);
  useEffect(() => {
    told.current = onDone;
  });
  useEffect(() => {
    if (!state) return;
    if (state.done !== undefined) told.current?.(state);
    else form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state]);
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    // With the button that was pressed: a form may have two.
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => submit(data));
  };
  return { state, isPending, form, formProps: { ref: form, action: submit, onSubmit, noValidate: true } };
}
