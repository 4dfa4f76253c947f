package dev.dragoman.provider.aws;

import dev.dragoman.provider.Percent;
import java.util.Arrays;

/** Percent-encoding as AWS wants it in addresses and in what is signed of them. */
public final class UriEncoding {

    private UriEncoding() {}

    /** One segment of a path, slashes encoded too. */
    public static String segment(String text) {
        return Percent.encoded(text, Percent.UNRESERVED);
    }

    /** A path as it is signed: what is encoded already is encoded once more. */
    static String path(String path) {
        return Percent.encoded(path, Percent.UNRESERVED + "/");
    }

    /** A query as it is signed: in order, every parameter with a value. */
    static String query(String query) {
        String[] parameters = query.split("&", -1);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] =
                    parameters[i].isEmpty() || parameters[i].indexOf('=') >= 0 ? parameters[i] : parameters[i] + "=";
        }
        Arrays.sort(parameters);
        return String.join("&", parameters);
    }
}
