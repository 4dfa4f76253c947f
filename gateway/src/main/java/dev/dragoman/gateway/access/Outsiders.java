package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of end users and of tags, who have no key. Must not wait for anything but a first look at a new one. */
public interface Outsiders {

    /** The end user that a call is for; null for none. */
    @Nullable
    String customerId(Call call);

    /** What was agreed about an end user; null when nothing was. */
    @Nullable
    JsonObject customer(String id);

    /** The tags that a call is found by. */
    List<String> tagNames(Call call);

    /** What was agreed about a tag; null when nothing was. */
    @Nullable
    JsonObject tag(String name);
}
