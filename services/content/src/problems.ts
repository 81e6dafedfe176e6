import { Problem } from '@kstudio/chassis';

/** The problems that content alone answers with. */
export const problems = {
  stale: () =>
    new Problem(412, 'content-changed', {
      title: { fr: 'Le contenu a changé', en: 'The content has changed' },
      detail: {
        fr: 'Quelqu’un l’a modifié depuis que vous l’avez lu. Rien n’est perdu : relisez-le, puis recommencez.',
        en: 'Somebody changed it since you read it. Nothing is lost: read it again, then try again.',
      },
    }),
  preconditionNeeded: () =>
    new Problem(428, 'precondition-needed', {
      title: { fr: 'If-Match nécessaire', en: 'If-Match needed' },
      detail: {
        fr: 'Dites dans If-Match quel état vous remplacez : l’ETag que vous avez lu.',
        en: 'Say in If-Match what you replace: the ETag that you read.',
      },
    }),
  noUpdate: () =>
    new Problem(422, 'not-an-update', {
      title: { fr: 'Modification illisible', en: 'Unreadable change' },
      detail: {
        fr: 'Ces octets ne sont pas une modification de ce document, ou il en manque une avant.',
        en: 'These bytes are no change of this document, or one before them is missing.',
      },
    }),
  tooLong: () =>
    new Problem(413, 'content-too-long', {
      title: { fr: 'Contenu trop long', en: 'Content too long' },
      detail: {
        fr: 'Un contenu ne dépasse pas 8 Mo sans ses images. Partagez-le en plusieurs.',
        en: 'A content holds at most 8 MB without its images. Make several of it.',
      },
    }),
  spaceEnding: () =>
    new Problem(409, 'space-ending', {
      title: { fr: 'L’abonnement a pris fin', en: 'The subscription has ended' },
      detail: {
        fr: 'Tout se lit et s’emporte encore ; plus rien ne s’écrit. La personne qui gère l’abonnement peut le reprendre d’un clic.',
        en: 'Everything can still be read and taken away; nothing is written any more. The person who manages the subscription can resume it with a click.',
      },
    }),
  noDrafts: () =>
    new Problem(409, 'no-drafts', {
      title: { fr: 'Rien à ouvrir', en: 'Nothing to open' },
      detail: {
        fr: 'L’archive contient déjà tout : personne ne garde de brouillon pour soi.',
        en: 'The archive holds everything already: nobody keeps a draft to herself.',
      },
    }),
  draftsOpenAlready: () =>
    new Problem(409, 'drafts-open-already', {
      title: { fr: 'Déjà ouverts', en: 'Open already' },
      detail: {
        fr: 'Les brouillons sont déjà dans l’archive. Vous pouvez les refermer avant la fin.',
        en: 'The drafts are in the archive already. You can close them before the time is over.',
      },
    }),
  draftsNotOpen: () =>
    new Problem(404, 'drafts-not-open', {
      title: { fr: 'Rien n’est ouvert', en: 'Nothing is open' },
      detail: { fr: 'Les brouillons sont refermés.', en: 'The drafts are closed.' },
    }),
  siteUnnamed: () =>
    new Problem(409, 'site-unnamed', {
      title: { fr: 'Site sans nom', en: 'Site without a name' },
      detail: {
        fr: 'L’espace n’a pas encore de site de lecture : un administrateur lui donne un nom, puis vous publiez.',
        en: 'The space has no reading site yet: an administrator gives it a name, then you publish.',
      },
    }),
  siteNameTaken: () =>
    new Problem(409, 'site-name-taken', {
      title: { fr: 'Nom déjà pris', en: 'Name already taken' },
      detail: {
        fr: 'Un autre site porte ce nom. Choisissez-en un autre.',
        en: 'Another site has this name. Choose another one.',
      },
    }),
  tooManyAlike: () =>
    new Problem(409, 'too-many-alike', {
      title: { fr: 'Trop de pages du même titre', en: 'Too many pages of one title' },
      detail: {
        fr: 'Changez le titre de ce contenu, puis publiez-le.',
        en: 'Change the title of this content, then publish it.',
      },
    }),
  noImage: () =>
    new Problem(415, 'not-an-image', {
      title: { fr: 'Image refusée', en: 'Image refused' },
      detail: {
        fr: 'Seules les images PNG, JPEG, WebP et GIF sont acceptées.',
        en: 'PNG, JPEG, WebP and GIF images alone are taken.',
      },
    }),
};
