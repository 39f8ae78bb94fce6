// Tables begin with a header row: without one, nobody who hears a table knows what its columns are.

import { Table as StockTable } from "django-prose-editor/editor"

export const Table = StockTable.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      insertTableWithOptions:
        () =>
        ({ commands }) =>
          commands.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
    }
  },
})
