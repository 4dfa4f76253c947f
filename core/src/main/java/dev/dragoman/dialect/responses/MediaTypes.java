package dev.dragoman.dialect.responses;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Media types of files by the end of their names. */
final class MediaTypes {

    private static final String PDF = "application/pdf";

    private MediaTypes() {}

    /** The type; a file whose name tells nothing is taken for a PDF, the only kind that was taken at first. */
    static String ofFile(@Nullable String name) {
        int dot = name == null ? -1 : name.lastIndexOf('.');
        if (name == null || dot < 0) {
            return PDF;
        }
        return switch (name.substring(dot + 1).toLowerCase(Locale.ROOT)) {
            case "txt", "text", "log" -> "text/plain";
            case "md", "markdown" -> "text/markdown";
            case "csv" -> "text/csv";
            case "html", "htm" -> "text/html";
            case "json" -> "application/json";
            case "xml" -> "application/xml";
            case "doc" -> "application/msword";
            case "docx" -> "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            case "xls" -> "application/vnd.ms-excel";
            case "xlsx" -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            case "pptx" -> "application/vnd.openxmlformats-officedocument.presentationml.presentation";
            default -> PDF;
        };
    }
}
