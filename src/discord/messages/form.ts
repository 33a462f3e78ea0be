import { LabelBuilder, TextInputBuilder, TextInputStyle } from 'discord.js';

export const MAX_NOTE = 300; // of a recommendation, and of a reason

/** What a field of a modal asks for; `value` is what stands in it at first. */
export interface TextField {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly maxLength: number;
  readonly isRequired?: boolean;
  readonly isLong?: boolean;
  readonly value?: string;
}

/** A field for text with its label, as modals have them. */
export function textField({ id, label, description, maxLength, isRequired, isLong, value }: TextField): LabelBuilder {
  const input = new TextInputBuilder()
    .setCustomId(id)
    .setStyle(isLong ? TextInputStyle.Paragraph : TextInputStyle.Short)
    .setMaxLength(maxLength)
    .setRequired(isRequired ?? false);
  if (value) input.setValue(value);
  const labelled = new LabelBuilder().setLabel(label).setTextInputComponent(input);
  return description ? labelled.setDescription(description) : labelled;
}
