/** Lets a file be dropped anywhere on the page that checks CAP. Served to browsers as it is, without its types: no imports. The page is whole without it. */

const dropForm = document.querySelector<HTMLFormElement>('form[data-drop]')
const dropInput = dropForm?.querySelector<HTMLInputElement>('input[type=file]')

if (dropForm && dropInput) {
  for (const hint of document.querySelectorAll<HTMLElement>('[data-drop-hint]')) hint.hidden = false
  const carriesFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
  addEventListener('dragover', (event) => {
    if (!carriesFile(event)) return
    event.preventDefault()
    document.documentElement.classList.add('dropping')
  })
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) document.documentElement.classList.remove('dropping')
  })
  addEventListener('drop', (event) => {
    document.documentElement.classList.remove('dropping')
    const [file] = event.dataTransfer?.files ?? []
    if (file === undefined) return
    event.preventDefault()
    const carried = new DataTransfer()
    carried.items.add(file)
    dropInput.files = carried.files
    dropForm.requestSubmit()
  })
}
