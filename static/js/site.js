// What scripts add to a page that works without them. Only these parts of the design system are sent.

import { ErrorSummary, PasswordInput, ServiceNavigation, SkipLink, createAll } from "govuk-frontend";

for (const part of [ErrorSummary, PasswordInput, ServiceNavigation, SkipLink]) {
  createAll(part);
}
