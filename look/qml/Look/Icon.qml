import QtQuick

// A line icon by name, in one colour, square.
Image {
    property string name: "grid"
    property color color: Theme.ink
    property real size: 64
    width: size
    height: size
    sourceSize: Qt.size(size, size)
    source: name === "" ? "" : "image://icon/" + name + "/" + color.toString().slice(-6)
}
