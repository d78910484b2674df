using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Roams;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Comparison;

/// <summary>The fields of the frame of a step.</summary>
internal static class FrameDescription
{
    public static IReadOnlyList<FrameField> Of(StoredFrame frame, DescriptionContext context)
    {
        var fields = new FieldList();
        if (context.Step is >= AttemptStep.Message1 and <= AttemptStep.Message4)
        {
            if (context.Attempt.Message(context.Step) is { } message)
            {
                KeyDescription.Add(fields, message, context);
            }

            return fields.Fields;
        }

        AddFixedFields(fields, frame);
        if (context.Step != AttemptStep.End)
        {
            ElementDescription.Add(fields, frame.Elements, context);
        }

        return fields.Fields;
    }

    private static void AddFixedFields(FieldList fields, StoredFrame frame)
    {
        MacHeader header = frame.Header;
        switch (header.Kind)
        {
            case FrameKind.Beacon or FrameKind.ProbeResponse when Beacon.TryParse(header, out Beacon beacon, out _):
                AddCapabilities(fields, beacon.Capabilities);
                fields.Add(null, "Beacon Interval", $"{beacon.BeaconInterval}", DifferenceKind.Other);
                break;
            case FrameKind.Authentication when Authentication.TryParse(header, out Authentication authentication, out _):
                AddAuthentication(fields, authentication, AuthenticationAnswer.IsRefusal(frame));
                break;
            case FrameKind.Action
                when ActionFrame.TryParse(header, out ActionFrame action, out _) && FtAction.TryParse(action, out FtAction ft, out _):
                AddFrame(fields, $"FT {ft.Kind}");
                AddStatus(fields, ft.Status, AuthenticationAnswer.IsRefusal(frame));
                break;
            case FrameKind.AssociationRequest or FrameKind.ReassociationRequest
                when AssociationRequest.TryParse(header, out AssociationRequest request, out _):
                AddFrame(fields, request.IsReassociation ? "Reassociation Request" : "Association Request");
                AddCapabilities(fields, request.Capabilities);
                fields.Add(null, "Listen Interval", $"{request.ListenInterval}", DifferenceKind.Other);
                break;
            case FrameKind.AssociationResponse or FrameKind.ReassociationResponse
                when AssociationResponse.TryParse(header, out AssociationResponse response, out _):
                AddStatus(fields, response.Status, response.Status != StatusCodes.Success);
                AddCapabilities(fields, response.Capabilities);
                break;
        }
    }

    private static void AddAuthentication(FieldList fields, in Authentication authentication, bool isRefusal)
    {
        fields.Add(null, "Authentication Algorithm Number", Authentication.AlgorithmName(authentication.Algorithm),
            DifferenceKind.Exchange);
        fields.Add(null, "Authentication Transaction Sequence Number", $"{authentication.Transaction}", DifferenceKind.Key);
        AddStatus(fields, authentication.Status, isRefusal);
        if ((authentication.SaeGroup ?? PasnParameters.GroupOf(authentication.Elements, fromAp: authentication.Transaction == 2))
            is { } group)
        {
            fields.Add(null, "Finite Cyclic Group", $"{group}", DifferenceKind.Key);
        }
    }

    private static void AddFrame(FieldList fields, string name) => fields.Add(null, "frame", name, DifferenceKind.Key);

    private static void AddStatus(FieldList fields, ushort? status, bool isRefusal)
    {
        if (status is { } code)
        {
            fields.Add(new FrameField(null, "Status Code", StatusCodes.Describe(code), DifferenceKind.Refusal) { IsRefusal = isRefusal });
        }
    }

    private static void AddCapabilities(FieldList fields, ushort capabilities) =>
        fields.AddBits(null, "Capability Information", [(byte)capabilities, (byte)(capabilities >> 8)], BitNames.CapabilityInformation,
            DifferenceKind.Capability);
}
