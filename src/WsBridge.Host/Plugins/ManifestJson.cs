using System.Text.Json;
using System.Text.Json.Serialization;
using WsBridge.Sdk;

namespace WsBridge.Host.Plugins;

/// <summary>A manifest as JSON: the file <c>manifest.json</c> of an added plugin, and what a worker says first.</summary>
public static class ManifestJson
{
    /// <summary>Always the same text for the same declarations.</summary>
    public static string Write(PluginManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);

        FrameInterest interest = manifest.Interest;
        byte[] choices = new byte[256];
        for (int octet = 0; octet < choices.Length; octet++)
        {
            choices[octet] = (byte)interest[(byte)octet];
        }

        return JsonSerializer.Serialize(
            new ManifestFile(
                manifest.Name,
                manifest.Title,
                manifest.Version,
                manifest.SdkVersion,
                [.. manifest.Fields.Select(field => new FieldEntry(field.Filter, field.Label, field.Type, field.Description, field.Base,
                field.Mask, field.ValueNames.OrderBy(named => named.Key).ToDictionary()))],
                [.. manifest.Experts.Select(expert => new ExpertEntry(expert.Filter, expert.Summary, expert.Group, expert.Severity,
                expert.Explanation, expert.Next))],
                new InterestEntry(Convert.ToHexString(choices), Convert.ToHexString(interest.Mark.Span), interest.MarkWithin,
                interest.AgainAfterMicroseconds, [.. interest.Traffic.Select(TrafficEntry.Of)],
                [.. interest.Claims.Select(TrafficEntry.Of)], interest.WritesInfo)),
            ManifestJsonContext.Default.ManifestFile);
    }

    /// <summary>Reads it.</summary>
    /// <returns>Null when it is no manifest.</returns>
    public static PluginManifest? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ManifestJsonContext.Default.ManifestFile) is { } file ? Manifest(file) : null;
        }
        catch (Exception error) when (error is JsonException or FormatException or NullReferenceException or ArgumentException
            or NotSupportedException)
        {
            return null;
        }
    }

    private static PluginManifest Manifest(ManifestFile file)
    {
        byte[] choices = Convert.FromHexString(file.Interest.Choices);
        var interest = new FrameInterest(octet => octet < choices.Length ? (FrameChoice)choices[octet] : FrameChoice.Skip)
        {
            Mark = Convert.FromHexString(file.Interest.Mark),
            MarkWithin = file.Interest.MarkWithin,
            AgainAfterMicroseconds = file.Interest.AgainAfterMicroseconds,
            Traffic = [.. file.Interest.Traffic.Select(entry => entry.ToTraffic())],
            Claims = [.. file.Interest.Claims.Select(entry => entry.ToTraffic())],
            WritesInfo = file.Interest.WritesInfo,
        };
        return new PluginManifest
        {
            Name = file.Name,
            Title = file.Title,
            Version = file.Version,
            SdkVersion = file.SdkVersion,
            Fields = [.. file.Fields.Select(entry => new FieldInfo(entry.Filter, entry.Label, entry.Type, entry.Description)
            {
                Base = entry.Base,
                Mask = entry.Mask,
                ValueNames = entry.ValueNames,
            })],
            Experts = [.. file.Experts.Select(entry => new ExpertInfo(entry.Filter, entry.Summary, entry.Group, entry.Severity)
            {
                Explanation = entry.Explanation,
                Next = entry.Next,
            })],
            Interest = interest,
        };
    }
}

internal sealed record ManifestFile(string Name, string Title, string Version, string SdkVersion, FieldEntry[] Fields,
    ExpertEntry[] Experts, InterestEntry Interest);

internal sealed record FieldEntry(string Filter, string Label, FieldType Type, string Description, FieldBase Base, ulong Mask,
    Dictionary<long, string> ValueNames);

internal sealed record ExpertEntry(string Filter, string Summary, ExpertGroup Group, Severity Severity, string? Explanation, string? Next);

internal sealed record InterestEntry(string Choices, string Mark, int MarkWithin, long AgainAfterMicroseconds, TrafficEntry[] Traffic,
    TrafficEntry[] Claims, bool WritesInfo);

internal sealed record TrafficEntry(TrafficKind Kind, int Value)
{
    public static TrafficEntry Of(Traffic traffic) => new(traffic.Kind, traffic.Value);

    public Traffic ToTraffic() => new(Kind, Value);
}

[JsonSourceGenerationOptions(WriteIndented = true, UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ManifestFile))]
internal sealed partial class ManifestJsonContext : JsonSerializerContext;
