/** Embeddings and the ranking of documents, which depend on words only. */
@NullMarked
package dev.emulator.fireworks.inference.embedding;

import org.jspecify.annotations.NullMarked;
