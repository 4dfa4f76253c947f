package dev.dragoman.dialect;

import dev.dragoman.http.Body;
import dev.dragoman.model.Usage;

/** A whole answer that kept its bytes, and the usage it reports. */
public record RelayedReply(Body body, Usage usage) {}
