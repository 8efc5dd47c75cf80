/** English: the map. */
export const map = {
  help: 'Arrow keys go from area to area, Page Up and Page Down by name, Enter chooses, plus and minus zoom, 0 shows everything.',
  helpReading:
    'Arrow keys go from area to area, Page Up and Page Down by name, plus and minus zoom, 0 shows everything.',
  loading: 'Fetching the map…',
  noShapes: 'The map’s shapes could not be fetched. The lists say everything that the map would.',
  noBasemap: 'The background map could not be fetched. The areas are all there.',
  nearer: 'Nearer',
  farther: 'Farther',
  everything: 'Show everything',
  chosen: 'chosen',
  unsure: 'chosen, to be checked',
  placeOnly: 'only its place is known',
  sirenAt: 'Siren {name}: {state}',
  legend: {
    title: 'What the map shows',
    approximate: 'approximate shape',
    placeOnly: 'only its place is known',
    chosen: 'chosen',
    unsure: 'chosen, to be checked',
    siren: 'siren: {state}',
  },
  draw: {
    polygon:
      'Press on the map for each corner, or on its areas with Enter. Backspace takes the last corner back, Escape drops the shape.',
    circle: 'Press on the map for the middle and then for the edge, or say it here.',
    freehand: 'Or press and pull around what is meant, and let go.',
    around: 'Around',
    radius: 'Radius, km',
    take: 'Take what it touches',
    close: 'Close the shape',
    back: 'Last corner back',
    touched: { one: 'The shape touches {count} area.', other: 'The shape touches {count} areas.' },
    nothing: 'The shape touches no area.',
  },
}
