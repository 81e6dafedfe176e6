import '@mantine/notifications/styles.layer.css';
import { Notifications, notifications } from '@mantine/notifications';
import i18next from 'i18next';

/** Where confirmations appear, for a few seconds. Errors stay where they happened. */
export const Toasts = () => <Notifications position="bottom-center" autoClose={5000} />;

export const show = (message: string) =>
  void notifications.show({ message, closeButtonProps: { 'aria-label': i18next.t('shell.close') } });
