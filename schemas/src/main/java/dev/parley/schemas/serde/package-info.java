/** Avro in the Confluent wire format: one magic byte, a four-byte schema id, the encoded record. */
@NullMarked
package dev.parley.schemas.serde;

import org.jspecify.annotations.NullMarked;
