package org.chengxin.repair.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The kinds of file that are taken, told by their content and not by their name. */
enum FileKind {
    PDF("application/pdf", "pdf", "%PDF-"),
    JPEG("image/jpeg", "jpg", "\u00FF\u00D8\u00FF"),
    PNG("image/png", "png", "\u0089PNG\r\n\u001A\n");

    private final String mediaType;
    private final String extension;
    /** Each character is one byte. */
    private final String beginning;

    FileKind(String mediaType, String extension, String beginning) {
        this.mediaType = mediaType;
        this.extension = extension;
        this.beginning = beginning;
    }

    String mediaType() {
        return mediaType;
    }

    String extension() {
        return extension;
    }

    static Optional<FileKind> of(byte[] content) {
        for (var kind : values()) {
            if (kind.begins(content)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private boolean begins(byte[] content) {
        return content.length >= beginning.length()
                && new String(content, 0, beginning.length(), StandardCharsets.ISO_8859_1).equals(beginning);
    }
}
