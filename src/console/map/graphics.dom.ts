/** Whether this browser draws by a graphics processor, or would only reckon as if it had one: that is slower than a plain canvas. */

export type Graphics = 'processor' | 'reckoned' | 'none'

let known: Graphics | undefined

export function graphicsHere(): Graphics {
  return (known ??= look())
}

function look(): Graphics {
  const context = document.createElement('canvas').getContext('webgl2')
  if (context === null) return 'none'
  const names = context.getExtension('WEBGL_debug_renderer_info')
  const renderer = names === null ? '' : String(context.getParameter(names.UNMASKED_RENDERER_WEBGL))
  // A browser keeps few of them; this one is not needed any more.
  context.getExtension('WEBGL_lose_context')?.loseContext()
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer) ? 'reckoned' : 'processor'
}
