import QtQuick
import Look

// A key of the technician's page by its id; its words are `technician.ID`.
TouchButton {
    property string what
    objectName: "technician-" + what
    kind: "quiet"
    size: 34; iconSize: 44; gap: 16
    text: Texts.say("technician." + what)
    onTouched: screen.technician.press(what)
}
