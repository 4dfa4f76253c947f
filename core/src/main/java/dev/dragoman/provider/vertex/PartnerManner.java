package dev.dragoman.provider.vertex;

import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;

/** Partner models take requests as OpenAI's format has them, documents as bytes only. */
final class PartnerManner implements VertexDialect.Manner {

    @Override
    public boolean needsBytes(MediaKind kind, MediaSource.Url source) {
        return kind == MediaKind.DOCUMENT && source.url().startsWith("http");
    }

    @Override
    public WrittenRequest fit(WrittenRequest written, ChatRequest request) {
        return written;
    }
}
