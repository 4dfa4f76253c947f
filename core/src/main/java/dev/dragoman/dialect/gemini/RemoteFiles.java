package dev.dragoman.dialect.gemini;

/** Addresses that Google's servers read by themselves. */
final class RemoteFiles {

    private static final String FILES = "https://generativelanguage.googleapis.com/v1beta/";

    private RemoteFiles() {}

    /** Whether the vendor reads the address; bytes at any other one must travel in the request. */
    static boolean areReadable(String url) {
        return !isWeb(url) || isOwnFile(url) || isVideoPage(url);
    }

    /** The address of a file uploaded before. */
    static String address(String fileId) {
        return fileId.startsWith("files/") ? FILES + fileId : fileId;
    }

    /** Whether the address is a page with a video. */
    static boolean isVideoPage(String url) {
        String host = host(url);
        return host.equals("youtu.be") || host.equals("youtube.com") || host.endsWith(".youtube.com");
    }

    private static boolean isOwnFile(String url) {
        return host(url).equals("generativelanguage.googleapis.com") && url.contains("/files/");
    }

    private static boolean isWeb(String url) {
        return url.startsWith("https://") || url.startsWith("http://");
    }

    private static String host(String url) {
        int start = url.indexOf("://");
        if (start < 0) {
            return "";
        }
        int end = start + 3;
        while (end < url.length() && "/?#:".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return url.substring(start + 3, end);
    }
}
