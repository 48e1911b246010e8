// What scripts add to the pages behind the sign-in, which work without them, beside site.js.

import { Button, CharacterCount, Checkboxes, NotificationBanner, Radios, createAll } from "govuk-frontend";

for (const part of [Button, CharacterCount, Checkboxes, NotificationBanner, Radios]) {
  createAll(part);
}
