interface PageOf {
  /** Of this one request. */
  nonce: string;
  isHttps: boolean;
  /** React's and Next's own tools for developing need more. */
  isDevelopment: boolean;
}

/**
 * What a page may load and run (CSP 3): our own files, and of scripts and styles in the page only those that carry this
 * request's nonce. Widths and heights of bars are `style` attributes, which no nonce can be given to.
 */
export function pagePolicy({ nonce, isHttps, isDevelopment }: PageOf): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** An answer of the API is no page: should a browser show it as one, it may do nothing. */
export const ANSWER_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Two years; what stands under other names of this host is its own affair. */
export const HTTPS_ONLY = "max-age=63072000";
