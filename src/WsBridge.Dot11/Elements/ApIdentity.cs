using System.Buffers.Binary;
using System.Globalization;

namespace WsBridge.Dot11;

/// <summary>
/// What an AP says it is, in the elements of its Beacons and Probe Responses: by WPS, and in elements of vendors that carry the name which
/// an administrator gave it. What it does not say is null. Text is escaped as <see cref="Ssid"/> does it.
/// </summary>
/// <param name="Vendor">The manufacturer by WPS; without it the vendor whose element names the AP.</param>
/// <param name="Model">Model name, and model number where there is one.</param>
/// <param name="Name">The name that it was given.</param>
/// <param name="Firmware">The OS version by WPS, in hexadecimal digits.</param>
/// <remarks>The elements of vendors are read as Wireshark does (packet-ieee80211.c), which was asked with frames made for it.</remarks>
public sealed record ApIdentity(string? Vendor, string? Model, string? Name, string? Firmware)
{
    /// <summary>Nothing is said.</summary>
    public static ApIdentity None { get; } = new(null, null, null, null);

    /// <summary>What these elements say.</summary>
    public static ApIdentity Of(in Elements elements)
    {
        (string? vendor, string? model, string? name) = ByVendor(elements);
        if (!WpsElement.TryFind(elements, out WpsElement wps))
        {
            return vendor is null ? None : new ApIdentity(vendor, model, name, null);
        }

        string? number = TextOf(wps, WpsElement.ModelNumber);
        string? modelName = TextOf(wps, WpsElement.ModelName);
        string? wpsModel = number is null || number == modelName ? modelName : modelName is null ? number : $"{modelName} {number}";
        // Bit 31 of the OS version is always set.
        string? firmware = wps.TryGet(WpsElement.OsVersion, out ReadOnlySpan<byte> version) && version.Length == sizeof(uint)
            ? (BinaryPrimitives.ReadUInt32BigEndian(version) & int.MaxValue).ToString("x8", CultureInfo.InvariantCulture)
            : null;
        return new ApIdentity(TextOf(wps, WpsElement.Manufacturer) ?? vendor, wpsModel ?? model,
            name ?? TextOf(wps, WpsElement.DeviceName), firmware);
    }

    /// <summary>What another frame of the AP said where this one says nothing.</summary>
    public ApIdentity Or(ApIdentity other)
    {
        ArgumentNullException.ThrowIfNull(other);

        return new ApIdentity(Vendor ?? other.Vendor, Model ?? other.Model, Name ?? other.Name, Firmware ?? other.Firmware);
    }

    private static string? TextOf(in WpsElement wps, ushort attribute) =>
        wps.TryGet(attribute, out ReadOnlySpan<byte> value) ? Text(value) : null;

    private static (string? Vendor, string? Model, string? Name) ByVendor(in Elements elements)
    {
        foreach (Element element in elements)
        {
            ReadOnlySpan<byte> body = element.Body;
            (string? vendor, string? model, string? name) = element.Id switch
            {
                // CCX: ten octets of which nobody says what they are, the name in 16, the number of clients.
                ElementId.CiscoCcx when body.Length >= 26 => ("Cisco", null, Text(body.Slice(10, 16))),
                ElementId.VendorSpecific => body switch
                {
                    [0x00, 0x0B, 0x86, 0x01, 0x03, _, .. var text] => ("Aruba", null, Text(text)),
                    [0x5C, 0x5B, 0x35, 0x01, .. var text] => ("Mist", null, Text(text)),
                    [0x00, 0x13, 0x92, 0x03, .. var text] => ("Ruckus", null, Text(text)),
                    [0x00, 0x19, 0x77, 0x21, _, _, var length, .. var text] when length <= text.Length =>
                        ("Aerohive", null, Text(text[..length])),
                    [0x00, 0x09, 0x0F, 0x0A, 0x00, .. var fields] => ("Fortinet", Field(fields, 2), Field(fields, 1)),
                    _ => default((string?, string?, string?)),
                },
                _ => default,
            };
            if (name is not null)
            {
                return (vendor, model, name);
            }
        }

        return default;
    }

    /// <summary>A field of type and length, one octet each.</summary>
    private static string? Field(ReadOnlySpan<byte> fields, byte type)
    {
        while (fields is [var at, var length, .. var rest] && length <= rest.Length)
        {
            if (at == type)
            {
                return Text(rest[..length]);
            }

            fields = rest[length..];
        }

        return null;
    }

    /// <summary>Up to the first zero; null where nothing is left.</summary>
    private static string? Text(ReadOnlySpan<byte> octets)
    {
        int end = octets.IndexOf((byte)0);
        string text = Ssid.ToText(end < 0 ? octets : octets[..end]).Trim();
        return text.Length == 0 ? null : text;
    }
}
