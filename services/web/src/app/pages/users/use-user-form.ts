import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, formPath } from '../../api/problem.ts';
import type { NewUser } from '../../api/types.ts';

const looksLikeAddress = (text: string) => /^\S+@\S+\.\S+$/.test(text.trim());

/** A user's record being filled in: faults are named before anything is sent, then those that the service names. */
export function useUserForm(initial: NewUser, refused: Error | null) {
  const { t } = useTranslation();
  const [value, setValue] = useState(initial);
  const [tried, setTried] = useState(false);
  const faults: Partial<Record<keyof NewUser, string>> = {
    ...(value.name.trim() === '' && { name: t('subscribe.errors.required') }),
    ...(!looksLikeAddress(value.email) && {
      email: t(value.email.trim() === '' ? 'subscribe.errors.required' : 'subscribe.errors.email'),
    }),
  };
  const served = refused ? asProblem(refused).fields : [];
  const errorOf = (field: keyof NewUser) =>
    (tried && faults[field]) || served.find(({ path }) => formPath(path) === field)?.message;
  const submit = (send: (value: NewUser) => void) => (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const [first] = Object.keys(faults);
    if (first) document.getElementById(`user-${first}`)?.focus();
    else send(value);
  };
  return { value, setValue, errorOf, submit, isServed: served.length > 0 };
}
