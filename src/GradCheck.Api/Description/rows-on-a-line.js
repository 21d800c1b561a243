// Swagger UI prints each number of a tensor on a line of its own; here a row of a tensor is a line.
function RowsOnALine(system) {
  const entry = String.raw`(?:-?\d[\d.eE+-]*|-?Infinity|NaN|null)`;
  const row = new RegExp(String.raw`\[\s*(${entry}(?:,\s*${entry})*)\s*\]`, "g");
  const inRows = text => text.replace(row, (_, entries) => `[${entries.split(/,\s*/).join(", ")}]`);
  const print = value => typeof value === "string" ? value : inRows(JSON.stringify(value, null, 2));

  // An example that is a text is shown, and sent, as it is.
  const printExamples = node => {
    for (const [name, inner] of Object.entries(node ?? {})) {
      if (name === "examples" && !Array.isArray(inner)) {
        for (const example of Object.values(inner)) {
          example.value = print(example.value);
        }
      } else if (name === "example" && typeof inner === "object") {
        node[name] = print(inner);
      } else if (typeof inner === "object") {
        printExamples(inner);
      }
    }
    return node;
  };

  return {
    // What a form is filled with is made anew from the example, a number a line.
    afterLoad(loaded) {
      const { getSampleSchema } = loaded.fn;
      loaded.fn.getSampleSchema = (...asked) => {
        const sample = getSampleSchema(...asked);
        return typeof sample === "string" ? inRows(sample) : sample;
      };
    },
    statePlugins: { spec: { wrapActions: { updateJsonSpec: update => spec => update(printExamples(spec)) } } },
    wrapComponents: {
      HighlightCode: Original => props =>
        system.React.createElement(Original, { ...props, children: typeof props.children === "string" ? inRows(props.children) : props.children }),
    },
  };
}
