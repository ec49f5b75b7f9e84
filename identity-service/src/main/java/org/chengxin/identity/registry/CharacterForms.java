package org.chengxin.identity.registry;

/**
 * Characters that Unicode has twice or three times only because of how they were printed: the old and the new shape of
 * 新旧字形对照表 (1965), as old files, Hong Kong and Taiwan write 呂, 吳, 戶, 靑 and the mainland 吕, 吴, 户, 青.
 *
 * <p>Nothing else is in the table: no simplification that joined several characters, no look-alikes, no variant that is a
 * character of its own (峰 and 锋, 岩 and 巖 stay different). A name with an old shape is the same name (rule N-1).
 */
final class CharacterForms {

    /** The shape of today, then the older ones. */
    private static final String[] SHAPES = {
        "户戶戸", "吕呂", "吴吳", "兑兌", "奂奐", "青靑", "清淸", "静靜", "录彔", "禄祿", "俞兪", "既旣", "真眞", "虚虛", "奥奧", "黄黃", "彦彥", "争爭",
        "温溫", "悦悅", "税稅", "侣侶", "教敎", "郎郞", "册冊", "别別", "没沒", "内內",
    };

    private static final String OLD;
    private static final String NEW;

    static {
        var old = new StringBuilder();
        var today = new StringBuilder();
        for (var shapes : SHAPES) {
            for (var shape = 1; shape < shapes.length(); shape++) {
                old.append(shapes.charAt(shape));
                today.append(shapes.charAt(0));
            }
        }
        OLD = old.toString();
        NEW = today.toString();
    }

    private CharacterForms() {}

    /** The text in the shapes of today; the same text when it has no other. */
    static String today(String text) {
        StringBuilder changed = null;
        for (var place = 0; place < text.length(); place++) {
            var known = OLD.indexOf(text.charAt(place));
            if (known >= 0) {
                changed = changed == null ? new StringBuilder(text) : changed;
                changed.setCharAt(place, NEW.charAt(known));
            }
        }
        return changed == null ? text : changed.toString();
    }
}
