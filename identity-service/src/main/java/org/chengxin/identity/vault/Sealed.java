package org.chengxin.identity.vault;

/**
 * An encrypted text and the key it was encrypted with.
 *
 * @param key suite and key id, for example {@code AES-256-GCM/3f9a1c20}: tells which key opens it, also after the current
 *     key has changed
 * @param box nonce, cipher text and tag, base64
 */
public record Sealed(String key, String box) {}
