/** Russian: map. */
export const map = {
  /** What a screen reader calls the kind of thing it is. */
  kind: 'map',
  help: 'Arrow keys go from area to area, Enter chooses, plus and minus zoom, 0 shows everything.',
  helpReading: 'Arrow keys go from area to area, plus and minus zoom, 0 shows everything.',
  loading: 'Fetching the map…',
  noShapes: 'The map’s shapes could not be fetched. The lists say everything that the map would.',
  nearer: 'Nearer',
  farther: 'Farther',
  everything: 'Show everything',
  chosen: 'chosen',
  unsure: 'chosen, to be checked: its shape is approximate',
  approximate: 'approximate shape',
  placeOnly: 'only its place is known',
  sirenAt: 'Siren {name}: {state}',
  legend: {
    title: 'What the map shows',
    states: 'Areas',
    sirens: 'Sirens',
    chosen: 'chosen',
    unsure: 'chosen, to be checked',
    approximate: 'dashed border: approximate shape',
    placeOnly: 'small circle: only the place is known',
  },
  draw: {
    polygon:
      'Press on the map for each corner. Enter closes the shape, Backspace takes the last corner back, Escape stops.',
    circle: 'Press on the map for the middle, then at the edge. Or say it here.',
    around: 'Around',
    here: 'the area in focus',
    radius: 'Radius, km',
    take: 'Take what it touches',
    close: 'Close the shape',
    back: 'Last corner back',
    touched: { one: 'The shape touches {count} area.', other: 'The shape touches {count} areas.' },
    nothing: 'The shape touches no area.',
  },
}
