package dev.dragoman.provider.vertex;

import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaSource;

/** Partner models take requests as OpenAI's format has them. */
final class PartnerManner implements VertexDialect.Manner {

    @Override
    public boolean needsBytes(MediaSource.Url source) {
        return false;
    }

    @Override
    public WrittenRequest fit(WrittenRequest written, ChatRequest request) {
        return written;
    }
}
