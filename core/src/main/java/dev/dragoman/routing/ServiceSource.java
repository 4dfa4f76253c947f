package dev.dragoman.routing;

import dev.dragoman.json.JsonBody;
import dev.dragoman.provider.FormFile;
import dev.dragoman.provider.Operation;
import java.util.List;

/**
 * A request beside conversations, in OpenAI's form.
 *
 * @param body the client's body without the gateway's own parameters, or the fields of a form
 * @param files the files of a form
 */
public record ServiceSource(Operation operation, JsonBody body, List<FormFile> files, boolean stream)
        implements Source {

    public ServiceSource {
        files = List.copyOf(files);
    }
}
