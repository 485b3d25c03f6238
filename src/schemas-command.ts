import { writeSchemas } from './content/schemas.ts';
import type { Exit, Io } from './io.ts';
import type { Place } from './place.ts';

/** `daozhang schemas`: writes the JSON Schemas of the content files, for editors. */
export async function schemasCommand(place: Place, io: Io): Promise<Exit> {
  const files = await writeSchemas(place.root);
  io.out(`${files.length} schemas written to schemas/\n`);
  return 0;
}
