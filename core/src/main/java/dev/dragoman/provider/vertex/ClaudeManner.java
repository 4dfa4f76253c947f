package dev.dragoman.provider.vertex;

import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Claude at Vertex AI takes media only as bytes, and is told of beta features in the body as well.
 *
 * @see <a href="https://docs.claude.com/en/api/claude-on-vertex-ai">Anthropic: Claude on Vertex AI</a>
 */
final class ClaudeManner implements VertexDialect.Manner {

    private static final String BETAS = "anthropic_beta";

    @Override
    public boolean needsBytes(MediaKind kind, MediaSource.Url source) {
        return true;
    }

    @Override
    public WrittenRequest fit(WrittenRequest written, ChatRequest request) {
        List<String> betas = new ArrayList<>();
        for (String beta : written.betas()) {
            String here = ClaudeBetas.here(beta);
            if (here != null && !betas.contains(here)) {
                betas.add(here);
            }
        }
        JsonBody body = betas.isEmpty() ? written.body() : written.body().with(BETAS, JsonArray.ofStrings(betas));
        return new WrittenRequest(body, written.unsupported(), betas);
    }
}
