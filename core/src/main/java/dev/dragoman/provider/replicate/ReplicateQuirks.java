package dev.dragoman.provider.replicate;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;

/** A version stands in the body. */
final class ReplicateQuirks implements Quirks {

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        String version = ReplicateModel.version(target.model());
        return Adjusted.unchanged(version == null ? body : body.with("version", new JsonString(version)));
    }
}
