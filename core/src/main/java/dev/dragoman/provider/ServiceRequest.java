package dev.dragoman.provider;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.JsonBody;
import java.util.List;

/**
 * What a client asks, in OpenAI's form.
 *
 * @param operation what is asked for
 * @param body the members of the request; the fields of a form as text members, repeated ones ({@code name[]}) as a list. The
 *     model is named as the vendor names it
 * @param files the files of a form; empty when the request came as JSON
 * @param stream whether the answer comes piece by piece
 * @param frame what the answer needs to know
 * @param allowed parameters to send although the model is not known to take them
 */
public record ServiceRequest(
        Operation operation,
        JsonBody body,
        List<FormFile> files,
        boolean stream,
        ReplyFrame frame,
        List<String> allowed) {

    public ServiceRequest {
        files = List.copyOf(files);
        allowed = List.copyOf(allowed);
    }
}
