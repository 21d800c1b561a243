namespace GradCheck.Api.Bodies.Numpy;

/// <summary>The check sum of a zip archive (ISO 3309, the polynomial of IEEE 802.3), which <c>ZipArchive</c> writes but does not check.</summary>
/// <remarks>Eight bytes a step, from eight tables: Kounavis and Berry, "Novel Table Lookup-Based Algorithms for High-Performance CRC Generation", 2008.</remarks>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Step = 8;

    private static readonly uint[] Tables = MakeTables();

    /// <summary>Carries a check sum on.</summary>
    /// <param name="crc">That of the bytes so far; 0 for none.</param>
    /// <param name="bytes">The bytes that follow.</param>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        ReadOnlySpan<uint> t = Tables;
        for (; bytes.Length >= Step; bytes = bytes[Step..])
        {
            crc ^= (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16) | (bytes[3] << 24));
            crc = t[0x700 + (int)(crc & 0xFF)] ^ t[0x600 + (int)((crc >> 8) & 0xFF)] ^ t[0x500 + (int)((crc >> 16) & 0xFF)] ^ t[0x400 + (int)(crc >> 24)]
                ^ t[0x300 + bytes[4]] ^ t[0x200 + bytes[5]] ^ t[0x100 + bytes[6]] ^ t[bytes[7]];
        }

        foreach (var value in bytes)
        {
            crc = (crc >> 8) ^ t[(int)((crc ^ value) & 0xFF)];
        }

        return ~crc;
    }

    private static uint[] MakeTables()
    {
        var tables = new uint[Step * 256];
        for (var i = 0; i < tables.Length; i++)
        {
            var crc = i < 256 ? (uint)i : tables[i - 256];
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * Polynomial);
            }

            tables[i] = crc;
        }

        return tables;
    }
}
