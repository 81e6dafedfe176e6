/** The programming interfaces, by their place under `/api/`: each service says its own in `openapi.json`. */
export const apis = ['account', 'identity', 'content', 'browsing', 'charter', 'notices'] as const;
