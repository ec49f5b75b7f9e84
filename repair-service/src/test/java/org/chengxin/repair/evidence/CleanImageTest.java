package org.chengxin.repair.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each trick by which a picture could be more than a picture. */
class CleanImageTest {

    private static final String SECRET = "<script>hidden</script>";

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"jpeg", "png"})
    void theSamePictureComesBackInOtherBytes(String format) throws Exception {
        var sent = file(format, halves(60, 40));

        var clean = read(cleaned(format, sent));

        assertThat(clean.getWidth()).isEqualTo(60);
        assertThat(clean.getHeight()).isEqualTo(40);
        assertThat(new Color(clean.getRGB(10, 20)).getRed()).isGreaterThan(200);
        assertThat(new Color(clean.getRGB(50, 20)).getBlue()).isGreaterThan(200);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"jpeg", "png"})
    void whatHidesBehindOrBetweenItsPixelsStaysBehind(String format) throws Exception {
        var sent = new ByteArrayOutputStream();
        sent.write(file(format, halves(60, 40)));
        sent.write(SECRET.getBytes(StandardCharsets.US_ASCII));
        // A second end, as of a picture that goes on.
        sent.write(new byte[] {(byte) 0xFF, (byte) 0xD9});

        assertThat(new String(cleaned(format, sent.toByteArray()), StandardCharsets.ISO_8859_1))
                .doesNotContain(SECRET);
    }

    @Test
    void aJpegThatIsAlsoAScriptIsOneNoLonger() throws Exception {
        var plain = file("jpeg", halves(60, 40));
        // The length of the first segment is the beginning of a comment in another language.
        var sent = new ByteArrayOutputStream();
        sent.write(plain, 0, 2);
        sent.write(new byte[] {(byte) 0xFF, (byte) 0xE0, 0x2F, 0x2A});
        var rest = new byte[0x2F2A - 2];
        System.arraycopy(SECRET.getBytes(StandardCharsets.US_ASCII), 0, rest, 0, SECRET.length());
        sent.write(rest);
        sent.write(plain, 2, plain.length - 2);

        assertThat(new String(CleanImage.jpeg(sent.toByteArray()), StandardCharsets.ISO_8859_1))
                .doesNotContain(SECRET);
    }

    @Test
    void aFewBytesThatSayThatTheyAreBillionsOfPixelsAreNotUnpacked() throws Exception {
        var png = file("png", halves(60, 40));
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
        var checksum = new CRC32();
        checksum.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) checksum.getValue());
        var jpeg = file("jpeg", halves(60, 40));
        int frame = indexOf(jpeg, 0xC0);
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 60_000).putShort(frame + 7, (short) 60_000);

        assertThatThrownBy(() -> CleanImage.png(png))
                .isInstanceOf(UnsafeFile.class)
                .hasMessageContaining("pixels");
        assertThatThrownBy(() -> CleanImage.jpeg(jpeg))
                .isInstanceOf(UnsafeFile.class)
                .hasMessageContaining("pixels");
    }

    @Test
    void aPictureThatWantsToBeGoneThroughAThousandTimesIsNotTaken() throws Exception {
        var plain = file("jpeg", halves(60, 40));
        int scan = indexOf(plain, 0xDA);
        int length = ByteBuffer.wrap(plain).getShort(scan + 2) + 2;
        var sent = new ByteArrayOutputStream();
        sent.write(plain, 0, plain.length - 2);
        for (int i = 0; i < 1000; i++) {
            sent.write(plain, scan, length);
        }
        sent.write(plain, plain.length - 2, 2);

        assertThatThrownBy(() -> CleanImage.jpeg(sent.toByteArray())).isInstanceOf(UnsafeFile.class);
    }

    @ParameterizedTest(name = "held as {0}: the first pixel comes to {1}, {2}")
    @CsvSource({"1, 0, 0", "2, 59, 0", "3, 59, 39", "4, 0, 39", "5, 0, 0", "6, 39, 0", "7, 39, 59", "8, 0, 59"})
    void thePictureStandsAsTheCameraWasHeld(int orientation, int x, int y) throws Exception {
        var corner = halves(60, 40);
        var pen = corner.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 60, 40);
        pen.setColor(Color.BLACK);
        pen.fillRect(0, 0, 16, 16);
        pen.dispose();

        var clean = read(CleanImage.jpeg(held(file("jpeg", corner), orientation)));

        assertThat(clean.getWidth()).isEqualTo(orientation < 5 ? 60 : 40);
        assertThat(new Color(clean.getRGB(x, y)).getRed()).isLessThan(60);
        assertThat(new Color(clean.getRGB(clean.getWidth() - 1 - x, clean.getHeight() - 1 - y)).getRed())
                .isGreaterThan(200);
    }

    @Test
    void whatIsLargerThanAPageIsThinnedOut() throws Exception {
        var image = new BufferedImage(6000, 4000, BufferedImage.TYPE_BYTE_GRAY);

        assertThat(read(CleanImage.png(file("png", image))).getWidth()).isEqualTo(3000);
    }

    @Test
    void whatSeesThroughStaysSo() throws Exception {
        var image = new BufferedImage(10, 10, BufferedImage.TYPE_INT_ARGB);

        assertThat(read(CleanImage.png(file("png", image))).getRGB(5, 5) >>> 24).isZero();
    }

    @Test
    void whatIsNoPictureIsNotTaken() throws Exception {
        var png = file("png", halves(60, 40));
        var jpeg = file("jpeg", halves(60, 40));
        var cut = java.util.Arrays.copyOf(png, 60);

        assertThatThrownBy(() -> CleanImage.png(cut)).isInstanceOf(UnsafeFile.class);
        assertThatThrownBy(() -> CleanImage.jpeg(java.util.Arrays.copyOf(jpeg, 30)))
                .isInstanceOf(UnsafeFile.class);
        assertThatThrownBy(() -> CleanImage.jpeg(png)).isInstanceOf(UnsafeFile.class);
    }

    private static byte[] cleaned(String format, byte[] file) throws UnsafeFile {
        return format.equals("png") ? CleanImage.png(file) : CleanImage.jpeg(file);
    }

    private static BufferedImage read(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    private static BufferedImage halves(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, width / 2, height);
        pen.setColor(Color.BLUE);
        pen.fillRect(width / 2, 0, width / 2, height);
        pen.dispose();
        return image;
    }

    private static byte[] file(String format, BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            var how = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(1);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** With an Exif block that holds nothing but how the camera was held. */
    private static byte[] held(byte[] jpeg, int orientation) throws IOException {
        var block = ByteBuffer.allocate(36);
        block.putShort((short) 0xFFE1).putShort((short) 34).put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII));
        block.putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1);
        block.putShort((short) orientation).putShort((short) 0).putInt(0);
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(block.array());
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static int indexOf(byte[] jpeg, int marker) {
        for (int i = 0; i + 1 < jpeg.length; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == marker) {
                return i;
            }
        }
        throw new AssertionError("no such marker");
    }
}
