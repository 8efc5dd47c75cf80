/**
 * The schema of CAP 1.1 as a table, compiled by tools/compile-cap-schema.ts from OASIS's CAP-v1.1.xsd (OASIS Standard CAP-V1.1, October 2005).
 * Copyright © OASIS Open 2005. All Rights Reserved. The notice that goes with it is in ./NOTICE.md. Not edited by hand.
 */
import type { SchemaTable } from './schema-table.ts'

export const cap11: SchemaTable = {
  namespace: 'urn:oasis:names:tc:emergency:cap:1.1',
  elements: [
    {
      name: 'alert',
      sequence: [
        { name: 'identifier', type: 'string' },
        { name: 'sender', type: 'string' },
        { name: 'sent', type: 'dateTime' },
        { name: 'status', type: 'string', oneOf: ['Actual', 'Exercise', 'System', 'Test', 'Draft'] },
        { name: 'msgType', type: 'string', oneOf: ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] },
        { name: 'source', min: 0, type: 'string' },
        { name: 'scope', type: 'string', oneOf: ['Public', 'Restricted', 'Private'] },
        { name: 'restriction', min: 0, type: 'string' },
        { name: 'addresses', min: 0, type: 'string' },
        { name: 'code', min: 0, max: 'unbounded', type: 'string' },
        { name: 'note', min: 0, type: 'string' },
        { name: 'references', min: 0, type: 'string' },
        { name: 'incidents', min: 0, type: 'string' },
        {
          name: 'info',
          min: 0,
          max: 'unbounded',
          sequence: [
            { name: 'language', min: 0, type: 'language', default: 'en-US' },
            {
              name: 'category',
              max: 'unbounded',
              type: 'string',
              oneOf: [
                'Geo',
                'Met',
                'Safety',
                'Security',
                'Rescue',
                'Fire',
                'Health',
                'Env',
                'Transport',
                'Infra',
                'CBRNE',
                'Other',
              ],
            },
            { name: 'event', type: 'string' },
            {
              name: 'responseType',
              min: 0,
              max: 'unbounded',
              type: 'string',
              oneOf: ['Shelter', 'Evacuate', 'Prepare', 'Execute', 'Monitor', 'Assess', 'None'],
            },
            {
              name: 'urgency',
              type: 'string',
              oneOf: ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'],
            },
            {
              name: 'severity',
              type: 'string',
              oneOf: ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'],
            },
            {
              name: 'certainty',
              type: 'string',
              oneOf: ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'],
            },
            { name: 'audience', min: 0, type: 'string' },
            {
              name: 'eventCode',
              min: 0,
              max: 'unbounded',
              sequence: [
                { name: 'valueName', type: 'string' },
                { name: 'value', type: 'string' },
              ],
            },
            { name: 'effective', min: 0, type: 'dateTime' },
            { name: 'onset', min: 0, type: 'dateTime' },
            { name: 'expires', min: 0, type: 'dateTime' },
            { name: 'senderName', min: 0, type: 'string' },
            { name: 'headline', min: 0, type: 'string' },
            { name: 'description', min: 0, type: 'string' },
            { name: 'instruction', min: 0, type: 'string' },
            { name: 'web', min: 0, type: 'anyURI' },
            { name: 'contact', min: 0, type: 'string' },
            {
              name: 'parameter',
              min: 0,
              max: 'unbounded',
              sequence: [
                { name: 'valueName', type: 'string' },
                { name: 'value', type: 'string' },
              ],
            },
            {
              name: 'resource',
              min: 0,
              max: 'unbounded',
              sequence: [
                { name: 'resourceDesc', type: 'string' },
                { name: 'mimeType', min: 0, type: 'string' },
                { name: 'size', min: 0, type: 'integer' },
                { name: 'uri', min: 0, type: 'anyURI' },
                { name: 'derefUri', min: 0, type: 'string' },
                { name: 'digest', min: 0, type: 'string' },
              ],
            },
            {
              name: 'area',
              min: 0,
              max: 'unbounded',
              sequence: [
                { name: 'areaDesc', type: 'string' },
                { name: 'polygon', min: 0, max: 'unbounded', type: 'string' },
                { name: 'circle', min: 0, max: 'unbounded', type: 'string' },
                {
                  name: 'geocode',
                  min: 0,
                  max: 'unbounded',
                  sequence: [
                    { name: 'valueName', type: 'string' },
                    { name: 'value', type: 'string' },
                  ],
                },
                { name: 'altitude', min: 0, type: 'string' },
                { name: 'ceiling', min: 0, type: 'string' },
              ],
            },
          ],
        },
      ],
    },
    { name: 'valueName', type: 'string' },
    { name: 'value', type: 'string' },
  ],
}
