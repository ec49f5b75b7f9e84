package org.chengxin.repair.evidence;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The picture and nothing but the picture: read to its pixels and written anew, so that neither what a camera writes beside it
 * (place, time, device, names) nor a second file in the same bytes comes along.
 */
final class CleanImage {

    /** A page scanned at 600 points an inch, or the largest a telephone takes. */
    private static final long MOST_PIXELS = 50_000_000;

    /** More than this is thinned out while it is read; a page at 300 points an inch stays as it is. */
    private static final long KEPT_PIXELS = 16_000_000;

    private static final float QUALITY = 0.9f;

    /** Pixels take far more memory than the file: one picture at a time. */
    private static final Semaphore TURN = new Semaphore(1, true);

    private CleanImage() {}

    static byte[] jpeg(byte[] file) throws UnsafeFile {
        var header = JpegHeader.of(file);
        return cleaned(file, "jpeg", header.orientation(), header.isProgressive() ? KEPT_PIXELS : MOST_PIXELS);
    }

    static byte[] png(byte[] file) throws UnsafeFile {
        return cleaned(file, "png", Orientation.UPRIGHT, MOST_PIXELS);
    }

    private static byte[] cleaned(byte[] file, String format, Orientation orientation, long most) throws UnsafeFile {
        var reader = ImageIO.getImageReadersByFormatName(format).next();
        TURN.acquireUninterruptibly();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > most) {
                throw new UnsafeFile(
                        "The picture has more than " + most / 1_000_000 + " million pixels; send a smaller one.");
            }
            return written(upright(read(reader, pixels), orientation), format);
        } catch (IOException | RuntimeException e) {
            // A reader of broken files breaks in many ways; each means that this is no sound picture.
            throw damaged();
        } finally {
            TURN.release();
            reader.dispose();
        }
    }

    private static BufferedImage read(ImageReader reader, long pixels) throws IOException {
        var how = reader.getDefaultReadParam();
        int step = (int) Math.ceil(Math.sqrt((double) pixels / KEPT_PIXELS));
        if (step > 1) {
            how.setSourceSubsampling(step, step, 0, 0);
        }
        return reader.read(0, how);
    }

    /** Draws the pixels in plain colours, as the camera was held. */
    private static BufferedImage upright(BufferedImage image, Orientation orientation) {
        var turned = orientation.of(image.getWidth(), image.getHeight());
        var upright = new BufferedImage(turned.width(), turned.height(), kindOf(image));
        var pen = upright.createGraphics();
        pen.drawImage(image, turned.matrix(), null);
        pen.dispose();
        return upright;
    }

    private static int kindOf(BufferedImage image) {
        if (image.getColorModel().hasAlpha()) {
            return BufferedImage.TYPE_4BYTE_ABGR;
        }
        return image.getType() == BufferedImage.TYPE_BYTE_GRAY
                ? BufferedImage.TYPE_BYTE_GRAY
                : BufferedImage.TYPE_3BYTE_BGR;
    }

    private static byte[] written(BufferedImage image, String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            var how = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    static UnsafeFile damaged() {
        return new UnsafeFile("The picture is damaged; make it anew.");
    }
}
