package dev.dragoman.testkit.service;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.wire.FormData;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Forms with files, as a vendor's table knows them: texts as they are, files by their bytes as text. */
final class Forms {

    private Forms() {}

    static FormData of(RecordedRequest request, Errors errors) {
        try {
            return FormData.of(request);
        } catch (IllegalArgumentException none) {
            throw errors.refusal(400, "the form: " + none.getMessage());
        }
    }

    /** The texts and files; a field that comes twice is refused. */
    static ObjectNode fields(FormData form, Errors errors) {
        ObjectNode fields = Json.object();
        List<FormData.Part> parts = form.parts();
        for (FormData.Part part : parts) {
            if (fields.has(part.name())) {
                throw errors.refusal(400, part.name() + ": given twice");
            }
            fields.put(part.name(), part.text());
        }
        return fields;
    }
}
