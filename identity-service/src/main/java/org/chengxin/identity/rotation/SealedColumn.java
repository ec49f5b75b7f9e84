package org.chengxin.identity.rotation;

import org.chengxin.identity.vault.SealedFor.Kind;

/** Where encrypted values stand; each has its own statements, because statements are not put together from pieces. */
enum SealedColumn {
    NAMES(Kind.NAME, "select count(*) from subject where name_key = any (:stale)", """
            select id, name_key as key, sealed_name as box from subject
            where name_key = any (:stale) limit :most for update skip locked
            """, """
            update subject t set name_key = n.key, sealed_name = n.box
            from unnest(:ids, :keys, :boxes) as n (id, key, box) where t.id = n.id::uuid
            """),
    FORMER_NAMES(Kind.FORMER_NAME, "select count(*) from former_name where name_key = any (:stale)", """
            select id, name_key as key, sealed_name as box from former_name
            where name_key = any (:stale) limit :most for update skip locked
            """, """
            update former_name t set name_key = n.key, sealed_name = n.box
            from unnest(:ids, :keys, :boxes) as n (id, key, box) where t.id = n.id::uuid
            """),
    NUMBERS(Kind.DOCUMENT_NUMBER, "select count(*) from identity_document where number_key = any (:stale)", """
            select id, number_key as key, sealed_number as box from identity_document
            where number_key = any (:stale) limit :most for update skip locked
            """, """
            update identity_document t set number_key = n.key, sealed_number = n.box
            from unnest(:ids, :keys, :boxes) as n (id, key, box) where t.id = n.id::uuid
            """),
    RECEIVER_KEYS(Kind.RECEIVER_KEY, "select count(*) from receiver_key where key_name = any (:stale)", """
            select id, key_name as key, sealed_key as box from receiver_key
            where key_name = any (:stale) limit :most for update skip locked
            """, """
            update receiver_key t set key_name = n.key, sealed_key = n.box
            from unnest(:ids, :keys, :boxes) as n (id, key, box) where t.id = n.id::uuid
            """),
    LICENCES(Kind.LICENCE, "select count(*) from occupation where licence_key = any (:stale)", """
            select id, licence_key as key, sealed_licence as box from occupation
            where licence_key = any (:stale) limit :most for update skip locked
            """, """
            update occupation t set licence_key = n.key, sealed_licence = n.box
            from unnest(:ids, :keys, :boxes) as n (id, key, box) where t.id = n.id::uuid
            """),
    CONTACT_ADDRESSES(
            Kind.CONTACT_ADDRESS, "select count(*) from contact_point where address_key = any (:stale)", """
            select id, address_key as key, sealed_address as box from contact_point
            where address_key = any (:stale) limit :most for update skip locked
            """, """
            update contact_point t set address_key = n.key, sealed_address = n.box
            from unnest(:ids, :keys, :boxes) as n (id, key, box) where t.id = n.id::uuid
            """),
    CONTACT_CODES(Kind.CONTACT_CODE, "select count(*) from contact_point where code_key = any (:stale)", """
            select id, code_key as key, sealed_code as box from contact_point
            where code_key = any (:stale) limit :most for update skip locked
            """, """
            update contact_point t set code_key = n.key, sealed_code = n.box
            from unnest(:ids, :keys, :boxes) as n (id, key, box) where t.id = n.id::uuid
            """);

    private final Kind kind;
    private final String counting;
    private final String choosing;
    private final String writing;

    SealedColumn(Kind kind, String counting, String choosing, String writing) {
        this.kind = kind;
        this.counting = counting;
        this.choosing = choosing;
        this.writing = writing;
    }

    Kind kind() {
        return kind;
    }

    /** How many values are sealed with keys that are to be left. */
    String counting() {
        return counting;
    }

    /** Some of them, each for one hand only. */
    String choosing() {
        return choosing;
    }

    /** Puts the newly sealed ones in their place. */
    String writing() {
        return writing;
    }
}
