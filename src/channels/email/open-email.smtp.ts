/** Opens e-mail over the mail server that people are called by, where one is set. */
import type { ChannelOpener } from '../opener.ts'
import { lineDesk, type LineDesk } from '../line/line-desk.ts'
import { readyListed } from '../line/ready-listed.ts'
import { mailCarrier } from './mail-carrier.smtp.ts'

export const openEmail: ChannelOpener<LineDesk> = async (around) => {
  const { clock, log, settings } = around
  const { smtp: server = '', mailFrom: from = '', callAllow: allowed = [] } = settings
  if (server === '' || from === '') return readyListed(around, lineDesk('email', 'none'), undefined)
  return readyListed(around, lineDesk('email', 'smtp'), {
    carrier: () => mailCarrier({ server, from, allowed, clock, report: log }),
    fit: (texts) => texts['1395'],
    ...{ concurrency: 8, link: 'unsubscribe' },
  })
}
